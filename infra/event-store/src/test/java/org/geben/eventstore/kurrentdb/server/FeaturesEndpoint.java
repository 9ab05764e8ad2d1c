package org.geben.eventstore.kurrentdb.server;

import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc.ServerFeaturesImplBase;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethod;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import io.kurrent.dbclient.proto.shared.Shared.Empty;

/** Says what the server can do. */
final class FeaturesEndpoint extends ServerFeaturesImplBase {

    private final Abilities abilities;

    FeaturesEndpoint(Abilities abilities) {
        this.abilities = abilities;
    }

    @Override
    public void getSupportedMethods(Empty request, StreamObserver<SupportedMethods> caller) {
        SupportedMethods.Builder methods = SupportedMethods.newBuilder()
                .setEventStoreServerVersion(abilities.severalStreams() ? "25.1.0" : "24.10.0")
                .addMethods(method("append", "event_store.client.streams.streams"))
                .addMethods(method("read", "event_store.client.streams.streams"));
        if (abilities.severalStreams()) {
            methods.addMethods(method("appendsession", "kurrentdb.protocol.v2.streams.streamsservice"));
        }
        caller.onNext(methods.build());
        caller.onCompleted();
    }

    private static SupportedMethod method(String name, String service) {
        return SupportedMethod.newBuilder()
                .setMethodName(name)
                .setServiceName(service)
                .build();
    }
}
