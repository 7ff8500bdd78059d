package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PasswordPolicyTest {

  private static final String EMAIL = "ada@example.org";
  private static final String NAME = "Ada Lovelace";

  private static Optional<String> fault(String password) {
    return PasswordPolicy.fault(password, EMAIL, NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "p4ssw0rd",
        "Passw0rd!",
        "drowssap",
        "passwordpassword",
        "password12345678",
        "iloveyou1",
        "letmein123",
        "trustno1!",
        "wachtwoord",
      })
  void a_common_password_and_its_variants_are_refused(String password) {
    assertTrue(fault(password).orElse("taken").startsWith("is a common password"), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "ADA@EXAMPLE.ORG",
        "ada@example.org1",
        "gro.elpmaxe@ada",
        "adaadaada",
        "Ada Lovelace",
        "adalovelace1",
        "AdaLovelace2024",
        "Lovelace!",
        "adaexample",
        "ada.example",
        "Ada-Lovelace-Ada",
        "lovelace_ada@example.org",
        "org/example/ada1",
      })
  void the_own_e_mail_and_name_and_their_variants_are_refused(String password) {
    assertTrue(fault(password).orElse("taken").startsWith("is your e-mail or name"), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qwertyuiop",
        "1qaz2wsx",
        "1qaz2wsx3edc",
        "asdfghjkl;",
        "zxcvbnm,./",
        "qazwsxedc",
        "poiuytrewq",
        "qwertzuiop",
        "azertyuiop",
        "!@#$%^&*",
        "йцукенгш",
        "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
        "ééééééééé",
        "ａｂｃｄｅｆｇｈ"
      })
  void a_keyboard_row_is_refused(String password) {
    assertTrue(fault(password).isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pässwörd",
        "ｐａｓｓｗｏｒｄ",
        "Ｐａｓｓｗｏｒｄ１",
        "\uD835\uDC29\uD835\uDC1A\uD835\uDC2C\uD835\uDC2C\uD835\uDC30\uD835\uDC28\uD835\uDC2B\uD835\uDC1D",
        "ádá@éxample.org",
        "ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
        "p\u200Bassword",
        "\u00A0password\u00A0"
      })
  void a_weak_password_in_another_script_is_refused(String password) {
    assertTrue(fault(password).isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcdefgh", "        ", "aaaaaaaaaaaa", "20240101"})
  void a_pattern_is_refused(String password) {
    assertTrue(fault(password).isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a good long one",
        "correct horse battery",
        "another password",
        "xK9#qLm2",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa and then some words",
        "Grüße aus Köln",
        "パスワードではない言葉",
      })
  void a_passphrase_and_a_random_password_are_accepted(String password) {
    assertEquals(Optional.empty(), fault(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s1", "%s!2024", "my%s", "%S"})
  void a_long_own_e_mail_with_additions_is_refused(String form) {
    String email = "3c70999b-04c1-45a3-9e31-8df961316bfa@example.org";
    assertTrue(PasswordPolicy.fault(form.formatted(email), email, NAME).isPresent(), form);
    String reversed = new StringBuilder(email).reverse().toString();
    assertTrue(PasswordPolicy.fault(form.formatted(reversed), email, NAME).isPresent(), form);
  }

  @Test
  void the_slowest_inputs_take_less_than_a_second_of_a_core() {
    ThreadMXBean cores = ManagementFactory.getThreadMXBean();
    fault("the lists are loaded first");
    for (String dear :
        new String[] {
          "a4@8bc({[<de3fg69h&#i!1l/|0os$5t+7x%z2".repeat(6),
          "4@8({[<369&#!1/|0$5+7%2".repeat(11),
          "a".repeat(256),
          "ab".repeat(128),
          "10.10.1010 ".repeat(23),
        }) {
      long began = cores.getCurrentThreadCpuTime();
      PasswordPolicy.fault(dear, "a.".repeat(32) + "@" + "b.".repeat(94), "c d ".repeat(25));
      Duration took = Duration.ofNanos(cores.getCurrentThreadCpuTime() - began);
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, dear + " took " + took);
    }
  }
}
