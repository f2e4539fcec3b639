package org.paperbeam.hash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void itIsThatOfTheStandard() {
    assertThat(
        Sha256.of("abc"), is("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(
        Sha256.of("a".getBytes(StandardCharsets.UTF_8), "bc".getBytes(StandardCharsets.UTF_8)),
        is(Sha256.of("abc")));
    assertThat(Sha256.of("é"), is(Sha256.of(new byte[] {(byte) 0xC3, (byte) 0xA9})));
  }

  @Test
  void whereAPartEndsCounts() {
    assertThat(Sha256.ofParts("é", "b"), is(Sha256.of("2:é1:b")));
    assertThat(Sha256.ofParts("ab", "c"), is(not(Sha256.ofParts("a", "bc"))));
    assertThat(Sha256.ofParts("1:a", ""), is(not(Sha256.ofParts("1", "a"))));
  }
}
