/**
 * @returns the verb, app ID and method of an emitter or a call, in the format of exception messages
 */
export function target(called) {
    const verb = called.httpVerb.includes('{') ? called.httpVerb : called.httpVerb.toUpperCase();
    return `${verb} ${called.appId}/${called.methodName}`;
}

/**
 * @returns whether two emitters, of an application before and after a reload, have the same target and the same types
 */
export function same(one, other) {
    return one.name === other.name && target(one) === target(other)
        && one.payloadType === other.payloadType && one.responseType === other.responseType;
}

/**
 * @returns the name of a type or a place without packages
 */
export function simpleName(name) {
    return name.replace(/\b(?:[a-z_][\w]*\.)+(?=[A-Z])/g, '').replaceAll('$', '.');
}

/**
 * @returns a duration, to a tenth of a millisecond if it is short
 */
export function duration(millis) {
    return millis < 100 ? `${millis.toFixed(1)} ms` : `${Math.round(millis)} ms`;
}

/**
 * @returns the colour of a status, or of a missing status
 */
export function color(status, failed) {
    if (failed || status >= 400) {
        return 'var(--lumo-error-text-color)';
    }
    return status >= 200 && status < 300 ? 'var(--lumo-success-text-color)' : 'var(--lumo-contrast-70pct)';
}
