package io.quarkiverse.daprinvoke.runtime;

import io.quarkiverse.daprinvoke.Invoker;
import io.quarkus.arc.Arc;
import io.quarkus.arc.BeanCreator;
import io.quarkus.arc.SyntheticCreationalContext;

/**
 * Creates the beans of emitters. A recorded function for each of them would be one more object, and more to do at start-up.
 */
public class EmitterCreator implements BeanCreator<Invoker<?, ?>> {

    /** The parameter of the bean with the position of the emitter's definition. */
    public static final String INDEX = "index";

    @Override
    public Invoker<?, ?> create(SyntheticCreationalContext<Invoker<?, ?>> context) {
        // Not injected: the first call creates the bean, and ArC then looks for the types of injection points with the context
        // class loader of its thread, which may be one that cannot find them
        return Arc.container().instance(Emitters.class).get().get((Integer) context.getParams().get(INDEX));
    }
}
