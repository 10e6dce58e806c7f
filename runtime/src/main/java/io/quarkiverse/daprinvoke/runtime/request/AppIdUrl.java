package io.quarkiverse.daprinvoke.runtime.request;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * A URL in the place of an app ID: the sidecar then calls that host.
 */
final class AppIdUrl {

    private AppIdUrl() {
    }

    /**
     * @return whether the sidecar treats this app ID as a URL
     */
    static boolean is(String appId) {
        // The sidecar recognizes these schemes in lower case only
        return appId.startsWith("http://") || appId.startsWith("https://");
    }

    /**
     * @throws IllegalArgumentException if it cannot be called; the message does not repeat it, because it may contain
     *         credentials
     */
    static void check(String url) {
        if (url.indexOf('{') >= 0 || url.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a URL in the place of an app ID must not contain placeholders");
        }
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            // The sidecar decodes app IDs several times, in some versions as a query
            if (c <= ' ' || c >= 0x7F || c == '%' || c == '+') {
                throw new IllegalArgumentException("a URL in the place of an app ID must not contain white space, '%', '+' or "
                        + "non-ASCII characters");
            }
        }
        SidecarAddress.parseUrl(url);
        if (url.endsWith("/")) {
            throw new IllegalArgumentException("a URL in the place of an app ID must not end with a slash");
        }
        if ((url + ResolvedTarget.METHOD).indexOf(ResolvedTarget.METHOD) < url.length()) {
            throw new IllegalArgumentException("the host and the path segments of a URL in the place of an app ID must not be "
                    + "'method', because the sidecar ends the URL there");
        }
    }

    /**
     * @param url a checked URL
     * @return its host and port
     */
    static String authority(String url) {
        SidecarAddress address = SidecarAddress.parseUrl(url);
        return address.uriHost() + ":" + address.port();
    }
}
