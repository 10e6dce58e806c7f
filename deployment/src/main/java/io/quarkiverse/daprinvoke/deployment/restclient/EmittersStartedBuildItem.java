package io.quarkiverse.daprinvoke.deployment.restclient;

import io.quarkus.builder.item.EmptyBuildItem;

/**
 * The parts that emitters and services share have been checked and started.
 */
public final class EmittersStartedBuildItem extends EmptyBuildItem {
}
