# Reading and repair.
target_sources(rapport_extract PRIVATE
  text.cc text_edits.cc words.cc words_file.cc
  read.cc read_refuse.cc read_date.cc read_language.cc charset.cc front_matter.cc
  markdown.cc markdown_lines.cc markdown_tags.cc
  repair.cc repair_lines.cc repair_words.cc repair_blanks.cc repair_columns.cc repair_stops.cc
  repair_dashes.cc repair_hyphen.cc repair_wrap.cc repair_ocr.cc repair_glue.cc repair_spelling.cc)

# Counts the words of a corpus; models/english.words is what it wrote. See docs/models.md.
add_executable(rapport-words EXCLUDE_FROM_ALL words_main.cc)
target_link_libraries(rapport-words PRIVATE rapport::extract rapport_warnings fmt::fmt ICU::uc
  nlohmann_json::nlohmann_json)
target_include_directories(rapport-words PRIVATE ${PROJECT_SOURCE_DIR})
