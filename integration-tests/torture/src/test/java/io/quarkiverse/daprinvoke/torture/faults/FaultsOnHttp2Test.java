package io.quarkiverse.daprinvoke.torture.faults;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With HTTP/2. */
@QuarkusTest
@TestProfile(WithoutDevServices.class)
@QuarkusTestResource(value = FaultyWay.class, restrictToAnnotatedClass = true, initArgs = @ResourceArg(name = "http-version", value = "2"))
class FaultsOnHttp2Test extends FaultsCases {

    @Override
    int connections() {
        return FaultyWay.EVENT_LOOPS;
    }

    @Override
    Fault arrivesAgain() {
        // A new connection is cut before a call can be sent on it
        return null;
    }
}
