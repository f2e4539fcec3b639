package org.paperbeam.citation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CitedNameTest {
  @Test
  void aNameIsSortedByItsLastNameAndNothingIsLost() {
    List<Map.Entry<String, String>> names =
        List.of(
            Map.entry("Yoshua Bengio", "Bengio, Yoshua"),
            Map.entry("C. -P. Yuan", "Yuan, C. -P."),
            Map.entry("Allen B. Downey Jr.", "Downey, Jr., Allen B."),
            Map.entry("Allen Downey, Jr.", "Downey, Jr., Allen"),
            Map.entry("Henry Ford III", "Ford, III, Henry"),
            Map.entry("Downey, Jr.", "{Downey, Jr.}"),
            Map.entry("Ludwig van Beethoven", "van Beethoven, Ludwig"),
            Map.entry("Guy Van den Broeck", "Van den Broeck, Guy"),
            Map.entry("Luc Van Gool", "Van Gool, Luc"),
            Map.entry("Charles de la Vallée Poussin", "de la Vallée Poussin, Charles"),
            Map.entry("Hugo Van der Merwe Jr", "Van der Merwe, Jr, Hugo"),
            Map.entry("José Ortega y Gasset", "Ortega y Gasset, José"),
            Map.entry("Tuan Nguyen Van Anh", "Anh, Tuan Nguyen Van"),
            Map.entry("Quoc V. Le", "Le, Quoc V."),
            Map.entry("De Wang", "Wang, De"),
            Map.entry("Ahmed bin Salman Al Saud", "bin Salman Al Saud, Ahmed"),
            Map.entry("The ATLAS Collaboration", "{The ATLAS Collaboration}"),
            Map.entry("Gemini Team", "{Gemini Team}"),
            Map.entry("University of Somewhere", "{University of Somewhere}"),
            Map.entry("Plato", "{Plato}"),
            Map.entry("李明", "{李明}"),
            Map.entry("{Odd} Braces}", "Braces, Odd"));
    for (Map.Entry<String, String> name : names) {
      assertThat(name.getKey(), CitedName.of(name.getKey()).bibtex(), is(name.getValue()));
    }
  }
}
