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
     * @return what remains of a name in each of its spellings: its ASCII letters, in upper case, and digits
     */
    static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                letters.append(c);
            } else if (c >= 'a' && c <= 'z') {
                letters.append((char) (c - 'a' + 'A'));
            }
        }
        return letters.toString();
    }

    /**
     * @return the variable of the environment that stands for a property
     */
    static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }
}
