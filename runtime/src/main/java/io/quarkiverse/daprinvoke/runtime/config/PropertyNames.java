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

    /**
     * A quote at the end of a name is two underscores for SmallRye Config, which also accepts one.
     *
     * @param variable a variable of the environment
     * @return whether it stands for a property
     */
    static boolean isVariableOf(String variable, String name) {
        String documented = variable(name);
        return variable.equals(documented)
                || name.endsWith("\"") && variable.equals(documented.substring(0, documented.length() - 1));
    }
}
