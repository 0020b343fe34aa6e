# Reading and repair.
target_sources(rapport_extract PRIVATE
  text.cc text_edits.cc
  read.cc read_refuse.cc read_date.cc read_language.cc charset.cc front_matter.cc
  markdown.cc markdown_tags.cc
  repair.cc repair_lines.cc repair_blanks.cc repair_stops.cc repair_wrap.cc)
