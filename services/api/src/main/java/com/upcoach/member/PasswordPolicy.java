package com.upcoach.member;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Refuses passwords that are guessed easily: common ones, the member's own e-mail or name, rows
/// of keys, repeats and the like, and variants of these.
///
/// The estimate is zxcvbn's. It takes up to 0.1 s of a core for the worst input of this length, so
/// it runs where passwords are hashed, never on an event loop.
final class PasswordPolicy {

  /// A million guesses are made in less than a day at ten a second.
  private static final double FEWEST_GUESSES = 1_000_000;

  /// Time grows with the square of the length; this much at each end of the password tells.
  private static final int MEASURED = 16;

  private static final int LONGEST_OWN_WORD = 254;
  private static final int SHORTEST_OWN_WORD = 3;
  private static final int MOST_OWN_WORDS = 16;
  private static final int SHORTEST_TAKEN_OUT = 8;

  /// A password of own words needs as many letters and digits beside them.
  private static final int FEWEST_OTHER_LETTERS = 4;

  /// The keys of one keyboard, and of another in the same places.
  private static final String RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю";

  private static final String LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

  /// What the library calls the words that are passed in.
  private static final String OWN_LIST = "user_inputs";

  private static final String OWN_REASON =
      "is your e-mail or name, or close to it; choose something else";

  /// Loaded when the first password is set: the lists take some hundred milliseconds.
  private static final class Lists {
    private static final Zxcvbn ESTIMATE = new Zxcvbn();
  }

  private PasswordPolicy() {}

  /// Why a password cannot be taken, to follow the name of its field; empty where it can.
  ///
  /// @param email and name of the member
  static Optional<String> fault(String password, String email, String name) {
    List<String> own = new ArrayList<>(ownWords(email, name));
    own.addAll(ownWords(plain(email), plain(name)));
    String plain = plain(password);
    return Stream.of(password, plain, plain(onLatinKeys(password)))
        .distinct()
        .map(form -> faultOf(form, own))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// The letters without their marks, width and style, and without invisible characters: a guess
  /// of `password` comes with guesses of `pässwörd`.
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[\\p{M}\\p{Cf}]", "")
        .strip();
  }

  /// What the same keys write on a Latin keyboard: `qwerty` for `йцукен`.
  private static String onLatinKeys(String text) {
    StringBuilder latin = new StringBuilder(text.length());
    for (char one : text.toLowerCase(Locale.ROOT).toCharArray()) {
      int key = RUSSIAN_KEYS.indexOf(one);
      latin.append(key < 0 ? one : LATIN_KEYS.charAt(key));
    }
    return latin.toString();
  }

  private static Optional<String> faultOf(String password, List<String> own) {
    String rest = without(password, own);
    if (rest.length() < password.length() && isEasy(rest, own)) {
      return Optional.of(OWN_REASON);
    }
    if (lettersWithout(password, own) < FEWEST_OTHER_LETTERS) {
      return Optional.of(OWN_REASON);
    }
    return isEasy(password, own)
        ? Optional.of(reason(start(password, own), own))
        : Optional.empty();
  }

  /// The password without the member's own e-mail and name, forwards and backwards. Only long
  /// ones are taken out: what is short is weighed within the part that is measured.
  private static String without(String password, List<String> own) {
    String rest = password;
    for (String word : own) {
      if (word.length() >= SHORTEST_TAKEN_OUT) {
        rest = without(rest, word);
        rest = without(rest, new StringBuilder(word).reverse().toString());
      }
    }
    return rest;
  }

  /// How many letters and digits are left without all own words, however they are joined. Where
  /// none of them is in it the whole password is left, which is long enough.
  private static long lettersWithout(String password, List<String> own) {
    String rest = password;
    for (String word : own) {
      rest = without(rest, word);
    }
    return rest.equals(password)
        ? password.length()
        : rest.codePoints().filter(Character::isLetterOrDigit).count();
  }

  private static String without(String text, String word) {
    return Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .replaceAll("");
  }

  private static boolean isEasy(String password, List<String> own) {
    return start(password, own).getGuesses() < FEWEST_GUESSES
        && end(password, own).getGuesses() < FEWEST_GUESSES;
  }

  private static Strength start(String password, List<String> own) {
    return Lists.ESTIMATE.measure(
        password.substring(0, Math.min(MEASURED, password.length())), own);
  }

  private static Strength end(String password, List<String> own) {
    return Lists.ESTIMATE.measure(
        password.substring(Math.max(0, password.length() - MEASURED)), own);
  }

  private static String reason(Strength strength, List<String> own) {
    List<Match> parts = strength.getSequence();
    if (parts.stream().anyMatch(part -> isOwn(part, own))) {
      return OWN_REASON;
    }
    return parts.stream().anyMatch(PasswordPolicy::isWord)
        ? "is a common password, or close to one; choose a longer one, such as a few words"
        : "follows a pattern that is easily guessed; choose a longer one, such as a few words";
  }

  /// Whether it is in a list of words, or repeats what is.
  private static boolean isWord(Match part) {
    return part.dictionaryName != null
        || (part.baseMatches != null && part.baseMatches.stream().anyMatch(PasswordPolicy::isWord));
  }

  private static boolean isOwn(Match part, List<String> own) {
    return OWN_LIST.equals(part.dictionaryName)
        || (part.baseToken != null
            && own.stream().anyMatch(part.baseToken.toString()::equalsIgnoreCase));
  }

  /// E-mail and name as a whole and in parts, each with its punctuation and without.
  private static List<String> ownWords(String email, String name) {
    List<String> words = new ArrayList<>();
    add(words, email);
    add(words, name);
    add(words, email.replaceAll("[^\\p{L}\\p{N}]", ""));
    add(words, name.replaceAll("[^\\p{L}\\p{N}]", ""));
    for (String part : (email + " " + name).split("[^\\p{L}\\p{N}]+", MOST_OWN_WORDS)) {
      add(words, part);
    }
    return words;
  }

  private static void add(List<String> words, String word) {
    String cut = word.substring(0, Math.min(LONGEST_OWN_WORD, word.length()));
    if (cut.length() >= SHORTEST_OWN_WORD && !words.contains(cut)) {
      words.add(cut);
    }
  }
}
