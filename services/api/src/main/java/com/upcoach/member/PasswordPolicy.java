package com.upcoach.member;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Refuses passwords that are guessed easily: common ones, the member's own e-mail or name, rows
/// of keys, repeats and the like, and variants of these.
///
/// The estimate is zxcvbn's. It takes up to 0.2 s of a core for the worst input of this length, so
/// it runs where passwords are hashed, never on an event loop.
final class PasswordPolicy {

    /// A million guesses are made in less than a day at ten a second.
    private static final double FEWEST_GUESSES = 1_000_000;

    /// Time grows with the square of the length; this much at each end of the password tells.
    private static final int MEASURED = 20;

    private static final int LONGEST_OWN_WORD = 64;
    private static final int SHORTEST_OWN_WORD = 3;
    private static final int MOST_OWN_WORDS = 16;
    private static final String OWN = "user_inputs";

    private static final Set<String> LISTS_OF_WORDS =
            Set.of(
                    "passwords",
                    "english_wikipedia",
                    "us_tv_and_film",
                    "surnames",
                    "male_names",
                    "female_names");

    /// Loaded when the first password is set: the lists take some hundred milliseconds.
    private static final class Lists {
        private static final Zxcvbn ESTIMATE = new Zxcvbn();
    }

    private PasswordPolicy() {}

    /// Why a password cannot be taken, to follow the name of its field; empty where it can.
    ///
    /// @param email and name of the member
    static Optional<String> fault(String password, String email, String name) {
        List<String> own = ownWords(email, name);
        Strength start =
                measured(password.substring(0, Math.min(MEASURED, password.length())), own);
        if (start.getGuesses() >= FEWEST_GUESSES) {
            return Optional.empty();
        }
        Strength end = measured(password.substring(Math.max(0, password.length() - MEASURED)), own);
        return end.getGuesses() >= FEWEST_GUESSES ? Optional.empty() : Optional.of(reason(start));
    }

    private static Strength measured(String part, List<String> own) {
        return Lists.ESTIMATE.measure(part, own);
    }

    private static String reason(Strength strength) {
        List<String> lists = strength.getSequence().stream().map(PasswordPolicy::list).toList();
        if (lists.contains(OWN)) {
            return "is your e-mail or name, or close to it; choose something else";
        }
        return lists.stream().anyMatch(LISTS_OF_WORDS::contains)
                ? "is a common password, or close to one; choose a longer one, such as a few words"
                : "follows a pattern that is easily guessed; choose a longer one, such as a few words";
    }

    /// The list that a part of the password is in; what is repeated may be in one itself.
    private static String list(Match match) {
        if (match.dictionaryName != null) {
            return match.dictionaryName;
        }
        return match.baseMatches == null || match.baseMatches.isEmpty()
                ? ""
                : list(match.baseMatches.getFirst());
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
