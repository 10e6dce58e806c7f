package io.quarkiverse.daprinvoke.runtime;

import io.quarkiverse.daprinvoke.Invoker;
import io.quarkus.arc.Arc;
import io.quarkus.arc.BeanCreator;
import io.quarkus.arc.SyntheticCreationalContext;

/**
 * Creates the beans of emitters. A recorded function for each emitter would be a further object and would slow down the start.
 */
public class EmitterCreator implements BeanCreator<Invoker<?, ?>> {

    /** The parameter of the bean with the index of the emitter's definition. */
    public static final String INDEX = "index";

    @Override
    public Invoker<?, ?> create(SyntheticCreationalContext<Invoker<?, ?>> context) {
        // Not injected: the first call creates the bean. ArC then loads the types of injection points with the context
        // class loader of that thread, which might not find them
        return Arc.container().instance(Emitters.class).get().get((Integer) context.getParams().get(INDEX));
    }
}
