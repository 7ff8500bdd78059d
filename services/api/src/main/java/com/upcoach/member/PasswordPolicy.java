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

/// The password policy: rejects easily guessed passwords, such as common passwords, the member's
/// own e-mail or name, keyboard rows, repeats, and variants of these.
///
/// The strength estimate is that of zxcvbn. It takes up to 0.1 s of a core for the worst input of
/// this length, so it runs on the threads that hash passwords, never on an event loop.
final class PasswordPolicy {

  /// The number of guesses below which a password is weak. At ten guesses a second, a million take
  /// little more than a day.
  private static final double MIN_GUESSES = 1_000_000;

  /// The characters at each end of the password that are estimated: the time grows with the square
  /// of the length.
  private static final int ESTIMATED_LENGTH = 16;

  private static final int MAX_OWN_WORD_LENGTH = 254;
  private static final int MIN_OWN_WORD_LENGTH = 3;
  private static final int MAX_OWN_WORDS = 16;
  private static final int MIN_REMOVED_LENGTH = 8;

  /// The number of other letters and digits that a password with own words needs.
  private static final int MIN_OTHER_CHARACTERS = 4;

  /// The keys of a Russian keyboard, and below them the Latin keys in the same places.
  private static final String RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю";

  private static final String LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

  /// The name that zxcvbn gives to the list of own words.
  private static final String OWN_LIST = "user_inputs";

  private static final String OWN_REASON =
      "is your e-mail or name, or close to it; choose something else";

  /// The word lists, loaded lazily with the first new password: they take some hundred
  /// milliseconds.
  private static final class Lists {
    private static final Zxcvbn ESTIMATE = new Zxcvbn();
  }

  private PasswordPolicy() {}

  /// The reason why a password is rejected, to follow the name of its field; empty for an accepted
  /// password.
  ///
  /// @param email the member's e-mail
  /// @param name the member's name
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

  /// The text without accents, width, style and invisible characters: an attacker who guesses
  /// `password` also guesses `pässwörd`.
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[\\p{M}\\p{Cf}]", "")
        .strip();
  }

  /// The text that the same keys type on a Latin keyboard: `qwerty` for `йцукен`.
  private static String onLatinKeys(String text) {
    StringBuilder latin = new StringBuilder(text.length());
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      int key = RUSSIAN_KEYS.indexOf(letter);
      latin.append(key < 0 ? letter : LATIN_KEYS.charAt(key));
    }
    return latin.toString();
  }

  private static Optional<String> faultOf(String password, List<String> own) {
    String rest = without(password, own);
    if (rest.length() < password.length() && isWeak(rest, own)) {
      return Optional.of(OWN_REASON);
    }
    if (lettersWithout(password, own) < MIN_OTHER_CHARACTERS) {
      return Optional.of(OWN_REASON);
    }
    return isWeak(password, own)
        ? Optional.of(reason(start(password, own), own))
        : Optional.empty();
  }

  /// The password without the member's own e-mail and name, forwards and backwards. Only long own
  /// words are removed: zxcvbn recognizes the short ones within the estimated part.
  private static String without(String password, List<String> own) {
    String rest = password;
    for (String word : own) {
      if (word.length() >= MIN_REMOVED_LENGTH) {
        rest = without(rest, word);
        rest = without(rest, new StringBuilder(word).reverse().toString());
      }
    }
    return rest;
  }

  /// The number of letters and digits that remain without any own words. For a password without own
  /// words it is the length of the password, which is enough.
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

  private static boolean isWeak(String password, List<String> own) {
    return start(password, own).getGuesses() < MIN_GUESSES
        && end(password, own).getGuesses() < MIN_GUESSES;
  }

  private static Strength start(String password, List<String> own) {
    return Lists.ESTIMATE.measure(
        password.substring(0, Math.min(ESTIMATED_LENGTH, password.length())), own);
  }

  private static Strength end(String password, List<String> own) {
    return Lists.ESTIMATE.measure(
        password.substring(Math.max(0, password.length() - ESTIMATED_LENGTH)), own);
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

  /// Whether the part is in a word list, or repeats a word of one.
  private static boolean isWord(Match part) {
    return part.dictionaryName != null
        || (part.baseMatches != null && part.baseMatches.stream().anyMatch(PasswordPolicy::isWord));
  }

  private static boolean isOwn(Match part, List<String> own) {
    return OWN_LIST.equals(part.dictionaryName)
        || (part.baseToken != null
            && own.stream().anyMatch(part.baseToken.toString()::equalsIgnoreCase));
  }

  /// E-mail and name as a whole and in parts, with and without punctuation.
  private static List<String> ownWords(String email, String name) {
    List<String> words = new ArrayList<>();
    add(words, email);
    add(words, name);
    add(words, email.replaceAll("[^\\p{L}\\p{N}]", ""));
    add(words, name.replaceAll("[^\\p{L}\\p{N}]", ""));
    for (String part : (email + " " + name).split("[^\\p{L}\\p{N}]+", MAX_OWN_WORDS)) {
      add(words, part);
    }
    return words;
  }

  private static void add(List<String> words, String word) {
    String cut = word.substring(0, Math.min(MAX_OWN_WORD_LENGTH, word.length()));
    if (cut.length() >= MIN_OWN_WORD_LENGTH && !words.contains(cut)) {
      words.add(cut);
    }
  }
}
