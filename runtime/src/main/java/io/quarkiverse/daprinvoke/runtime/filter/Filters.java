package io.quarkiverse.daprinvoke.runtime.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Instance.Handle;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.runtime.config.ConfiguredEmitter;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;
import io.quarkiverse.daprinvoke.runtime.request.PropagatedHeaders;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkus.arc.InjectableBean;

/**
 * All filters of the application: its beans, and the filters that the configuration of an emitter enables.
 */
@Singleton
public class Filters {

    private static final String OIDC_CLIENT = "oidc-client";
    private static final String TOKEN_PROPAGATION = "token-propagation";
    private static final String AUTHORIZATION = "authorization";
    private static final String FIXED_HEADERS = "the headers that annotation or configuration add to each call";

    /** The property and the header. */
    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    // Ordered
    private final List<FilterBean> beans = new ArrayList<>();
    private final Iterable<TokenSource> tokenSources;

    @Inject
    public Filters(@Any Instance<InvocationFilter> filters, BeanManager manager, Instance<TokenSource> tokenSources) {
        this(enabled(filters, manager), tokenSources);
    }

    public Filters(List<InjectableBean<InvocationFilter>> filters, Iterable<TokenSource> tokenSources) {
        for (InjectableBean<InvocationFilter> filter : filters) {
            beans.add(FilterBean.of(filter));
        }
        // Also sorted by name, so that the order is the same in each build
        beans.sort(Comparator.comparingInt(FilterBean::priority).thenComparing(FilterBean::name));
        this.tokenSources = tokenSources;
    }

    /**
     * Looks up all filters. {@code Instance} would omit all other filters if one is an alternative, and default beans as soon
     * as there are others. Calls would be sent without signatures or tokens.
     */
    @SuppressWarnings("unchecked")
    private static List<InjectableBean<InvocationFilter>> enabled(Instance<InvocationFilter> filters, BeanManager manager) {
        List<InjectableBean<InvocationFilter>> enabled = new ArrayList<>();
        for (Bean<?> bean : manager.getBeans(InvocationFilter.class, Any.Literal.INSTANCE)) {
            InjectableBean<InvocationFilter> filter = (InjectableBean<InvocationFilter>) bean;
            if (!filter.isSuppressed() && !isReplaced(filter, filters)) {
                enabled.add(filter);
            }
        }
        return enabled;
    }

    /** Whether an alternative of its class replaces it, such as a mock. */
    @SuppressWarnings("unchecked")
    private static boolean isReplaced(InjectableBean<InvocationFilter> filter, Instance<InvocationFilter> filters) {
        if (filter.getKind() != InjectableBean.Kind.CLASS) {
            return false;
        }
        boolean replaced = false;
        for (Handle<?> handle : filters.select((Class<? extends InvocationFilter>) filter.getBeanClass()).handles()) {
            if (handle.getBean().equals(filter)) {
                return false;
            }
            replaced = true;
        }
        // A lookup finds nothing for a bean that hides its class
        return replaced;
    }

    /**
     * @param emitters the names of all emitters of the application
     * @param problems receives the problems
     */
    public void check(Collection<String> emitters, List<String> problems) {
        for (FilterBean bean : beans) {
            if (bean.emitters() != null && bean.emitters().isEmpty()) {
                problems.add(
                        "@ForEmitters of the filter " + bean.name() + " must name at least one emitter: add a name, or remove "
                                + "the annotation to filter the calls of all emitters");
            } else if (bean.emitters() != null) {
                for (String name : bean.emitters()) {
                    if (!emitters.contains(name)) {
                        problems.add("@ForEmitters of the filter " + bean.name() + " names the emitter '" + name
                                + "', which the application does not have: correct it to the name of a @DaprInvoke, or remove "
                                + "it");
                    }
                }
            }
        }
    }

    /**
     * @param emitter the name of an emitter, empty for none
     * @param own its configuration, {@code null} for none
     * @param httpVerb its verb, may contain placeholders
     * @param headers the headers that annotation and configuration add to its calls
     * @param propagated the headers that it propagates, {@code null} for none
     * @param problems receives the problems
     * @return the filters of the emitter, {@code null} if it has none
     */
    public EmitterFilters of(String emitter, EmitterConfig own, String httpVerb, FixedParameters headers,
            PropagatedHeaders propagated, List<String> problems) {
        List<FilterBean> filters = new ArrayList<>();
        if (own != null) {
            addIdempotencyKey(emitter, own, httpVerb, headers, filters, problems);
            addToken(emitter, own, headers, propagated, filters, problems);
        }
        for (FilterBean bean : beans) {
            if (bean.isFor(emitter)) {
                filters.add(bean);
            }
        }
        filters.sort(Comparator.comparingInt(FilterBean::priority));
        return filters.isEmpty() ? null : new EmitterFilters(emitter, filters);
    }

    private static void addIdempotencyKey(String emitter, EmitterConfig own, String httpVerb, FixedParameters headers,
            List<FilterBean> filters, List<String> problems) {
        if (!own.idempotencyKey().orElse(false)) {
            return;
        }
        String property = ConfiguredEmitter.property(emitter, IDEMPOTENCY_KEY);
        if (isIdempotent(httpVerb)) {
            problems.add(property + " has no effect, because calls with the verb " + httpVerb + " carry no key: remove it, or "
                    + "set it for an emitter with POST or PATCH");
        }
        if (headers.includes(IDEMPOTENCY_KEY)) {
            problems.add(setsTheSame(property, FIXED_HEADERS, IDEMPOTENCY_KEY));
        }
        filters.add(FilterBean.builtIn(property, new IdempotencyKey()));
    }

    private static boolean isIdempotent(String httpVerb) {
        try {
            return !IdempotencyKey.isFor(TargetTemplate.verb(httpVerb));
        } catch (IllegalArgumentException e) {
            // The verb has placeholders, or is reported elsewhere
            return false;
        }
    }

    private void addToken(String emitter, EmitterConfig own, FixedParameters headers, PropagatedHeaders propagated,
            List<FilterBean> filters, List<String> problems) {
        Optional<String> client = own.oidcClient();
        boolean ofCaller = own.tokenPropagation().orElse(false);
        if (client.isEmpty() && !ofCaller) {
            return;
        }
        String key = ofCaller ? TOKEN_PROPAGATION : OIDC_CLIENT;
        String property = ConfiguredEmitter.property(emitter, key);
        if (client.isPresent() && ofCaller) {
            problems.add(setsTheSame(property, OIDC_CLIENT, AUTHORIZATION));
        } else if (propagated != null && propagated.includes(AUTHORIZATION)) {
            problems.add(setsTheSame(property, "propagate-headers", AUTHORIZATION));
        } else if (headers.includes(AUTHORIZATION)) {
            problems.add(setsTheSame(property, FIXED_HEADERS, AUTHORIZATION));
        } else {
            addToken(property, key, client.orElse("true"), filters, problems);
        }
    }

    private static String setsTheSame(String property, String other, String header) {
        return property + " and " + other + " of that emitter both set the header " + header + ": remove one of them";
    }

    private void addToken(String property, String key, String value, List<FilterBean> filters, List<String> problems) {
        for (TokenSource source : tokenSources) {
            if (source.key().equals(key)) {
                try {
                    filters.add(FilterBean.builtIn(property, source.filter(value)));
                } catch (IllegalArgumentException e) {
                    problems.add(property + " " + e.getMessage());
                }
                return;
            }
        }
        problems.add(property + " requires " + (key.equals(OIDC_CLIENT) ? "the extension quarkus-oidc-client"
                : "an extension that authenticates by tokens, such as quarkus-oidc")
                + ", which the application does not have: add it, or remove the property");
    }
}
