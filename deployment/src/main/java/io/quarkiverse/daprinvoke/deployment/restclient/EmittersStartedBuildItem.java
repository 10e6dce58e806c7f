package io.quarkiverse.daprinvoke.deployment.restclient;

import io.quarkus.builder.item.EmptyBuildItem;

/**
 * What emitters and services have in common has been checked and started.
 */
public final class EmittersStartedBuildItem extends EmptyBuildItem {
}
