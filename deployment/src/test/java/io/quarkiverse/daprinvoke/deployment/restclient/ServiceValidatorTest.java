package io.quarkiverse.daprinvoke.deployment.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.DaprService;

/**
 * The fault of an application without REST Client. All other tests of this module have REST Client.
 */
class ServiceValidatorTest {

    @DaprService("orders")
    interface Orders {
    }

    @Test
    void anInterfaceNeedsRestClient() throws IOException {
        Index index = Index.of(Orders.class);
        ClassInfo type = index.getClassByName(Orders.class);
        ServiceValidator validator = new ServiceValidator(index);

        validator.validate(type, type.declaredAnnotation(ServiceDotNames.DAPR_SERVICE), true);
        assertThat(validator.faults()).isEmpty();
        validator.validate(type, type.declaredAnnotation(ServiceDotNames.DAPR_SERVICE), false);
        assertThat(validator.faults()).containsExactly("@DaprService requires the extension quarkus-rest-client, which the "
                + "application does not have: " + Orders.class.getName() + ". Add it, or remove the annotation");
    }
}
