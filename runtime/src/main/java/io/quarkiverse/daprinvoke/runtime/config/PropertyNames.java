package io.quarkiverse.daprinvoke.runtime.config;

import java.util.Locale;

import io.smallrye.config.common.utils.StringUtil;

/**
 * Compares names of properties in any spelling: quoted, unquoted, as an environment variable.
 */
final class PropertyNames {

    private PropertyNames() {
    }

    /**
     * @return the part of a name that all its spellings share: its ASCII letters, in upper case, and digits
     */
    static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char letter = letter(name.charAt(i));
            if (letter != 0) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    /**
     * Allocates nothing, because there are about a thousand names, most of them of other extensions.
     *
     * @return whether the letters of a name start with those
     */
    static boolean startWith(String name, String letters) {
        int found = 0;
        for (int i = 0; i < name.length() && found < letters.length(); i++) {
            char letter = letter(name.charAt(i));
            if (letter != 0 && letter != letters.charAt(found++)) {
                return false;
            }
        }
        return found == letters.length();
    }

    /** @return the letter in upper case, or the digit, 0 for anything else */
    private static char letter(char c) {
        if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
            return c;
        }
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : 0;
    }

    /**
     * @return the environment variable of a property
     */
    static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }

    /**
     * SmallRye Config maps a quote at the end of a name to two underscores, and also accepts one.
     *
     * @param variable an environment variable
     * @return whether it sets a property
     */
    static boolean isVariableOf(String variable, String name) {
        String documented = variable(name);
        return variable.equals(documented)
                || name.endsWith("\"") && variable.equals(documented.substring(0, documented.length() - 1));
    }
}
