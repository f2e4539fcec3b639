package org.paperbeam.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.paperbeam.json.Seal.Opened;
import org.paperbeam.json.Seal.State;

class SealTest {
  @Property
  void whatIsSealedOpens(@ForAll String line, @ForAll boolean pretty) {
    String lines = line.replace("\n", " ") + "\n";
    assertThat(Seal.openLines(Seal.lines(lines)), is(new Opened(lines, State.WHOLE)));
    String object = pretty ? "{\n  \"a\": \"b,\"\n}\n" : "{\"a\":\"b,\"}";
    String sealed = Seal.object(object);
    assertThat(Seal.openObject(sealed), is(new Opened(object, State.WHOLE)));
    assertThat(Seal.sumOfObject(sealed), is(Seal.sum(object)));
  }

  @Test
  void aFileOfNothingButItsSumIsWhole() {
    assertThat(Seal.openLines(Seal.lines("")), is(new Opened("", State.WHOLE)));
  }

  @Test
  void aChangeOfTheContentShows() {
    assertThat(Seal.openLines(Seal.lines("[1]\n").replace("[1]", "[2]")).state(), is(State.BROKEN));
    assertThat(
        Seal.openObject(Seal.object("{\"a\":true}").replace("true", "null")).state(),
        is(State.BROKEN));
  }

  @Test
  void whatHasNoSumAtItsEndIsOfAnOlderVersion() {
    String sealed = Seal.lines("[1]\n");
    for (String text :
        List.of(
            "",
            "\n",
            "[1]\n",
            sealed + "\n",
            sealed + "[2]\n",
            sealed.substring(0, sealed.length() - 1),
            "[1]" + sealed.substring(4),
            sealed.replace("crc32c", "crc32d"))) {
      assertThat(text, Seal.openLines(text), is(new Opened(text, State.NONE)));
    }
    String object = Seal.object("{\"a\":1}");
    for (String text : List.of("", "{}", "{\"a\":1}", object + "x", object.replace(",", " "))) {
      assertThat(text, Seal.openObject(text), is(new Opened(text, State.NONE)));
      assertThat(text, Seal.sumOfObject(text), is(nullValue()));
    }
  }
}
