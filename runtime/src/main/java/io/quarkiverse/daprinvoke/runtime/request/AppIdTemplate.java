package io.quarkiverse.daprinvoke.runtime.request;

/**
 * The app ID of a target, checked as far as it is known.
 *
 * @param template the app ID as it was written
 * @param encoded what stands for it in a request line, {@code null} if it has placeholders
 */
record AppIdTemplate(Template template, String encoded) {

    /**
     * @param text an app ID of an annotation or of configuration, which may be a URL
     * @throws IllegalArgumentException if it cannot be right, whatever the values of its placeholders
     */
    static AppIdTemplate declared(String text) {
        if (!AppIdUrl.is(text)) {
            return ofCall(text);
        }
        AppIdUrl.check(text);
        return literal(Template.parse(text));
    }

    /**
     * @param text an app ID that may come from outside, and is never a URL
     * @throws IllegalArgumentException if it cannot be right, whatever the values of its placeholders
     */
    static AppIdTemplate ofCall(String text) {
        Template template = Template.parse(text);
        if (template.isLiteral()) {
            TargetSyntax.checkAppId(text);
            return literal(template);
        }
        template.literals().forEach(TargetSyntax::checkAppIdPart);
        return new AppIdTemplate(template, null);
    }

    private static AppIdTemplate literal(Template template) {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendAppId(encoded, template.text());
        // Most have nothing to encode
        return new AppIdTemplate(template,
                template.text().contentEquals(encoded) ? template.text() : encoded.toString());
    }

    boolean isLiteral() {
        return encoded != null;
    }

    String text() {
        return template.text();
    }
}
