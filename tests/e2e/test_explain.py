"""rapport explain."""
from harness import SOURCE, TestCase, main


class Explain(TestCase):
    def test_names_frame_cue_arguments_and_rule(self):
        out = self.rapport("explain", "NATO provides training to Iraqi forces.")
        for part in ('verb: "provides"', "cues: provide training to", "subject      NATO (Organization, named)",
                     "-PROVIDES->", "-BENEFITS->", "-SUPPORTS->", "by verb.provide"):
            self.assertIn(part, out)

    def test_says_what_a_reference_stands_for(self):
        out = self.rapport("explain", "Norway joined the mission. It supports Iraq.")
        self.assertRegex(out, r'"[Ii]t" is Norway, by \w+')

    def test_names_the_nearest_miss(self):
        out = self.rapport("explain", "Dolphins swim in Oslo.")
        self.assertIn('no pattern of frame "verb" has the cue "swim in" or "swim"', out)
        out = self.rapport("explain", "-", stdin=b"Norway provides.\nSweden mediates ceasefires.")
        self.assertNotIn("Traceback", out)

    def test_another_pack(self):
        pack = SOURCE / "examples" / "packs" / "public-health.json"
        self.assertIn("-PREVENTS->", self.rapport("--pack", pack, "explain", "Vaccines prevent malaria."))

    def test_text_without_propositions(self):
        self.assertIn("no proposition", self.rapport("explain", "Annex II"))
        self.assertEqual(self.run_rapport("explain").status, 2)
        self.assertNotEqual(self.run_rapport("explain", "").status, 0)


if __name__ == "__main__":
    main()
