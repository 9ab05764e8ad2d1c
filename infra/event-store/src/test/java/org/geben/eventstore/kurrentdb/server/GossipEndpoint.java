package org.geben.eventstore.kurrentdb.server;

import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.gossip.GossipGrpc.GossipImplBase;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.EndPoint;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.MemberInfo;
import io.kurrent.dbclient.proto.shared.Shared.Empty;

/** Says who is in the cluster, and who leads it. */
final class GossipEndpoint extends GossipImplBase {

    private final Leadership leadership;

    GossipEndpoint(Leadership leadership) {
        this.leadership = leadership;
    }

    @Override
    public void read(Empty request, StreamObserver<ClusterInfo> caller) {
        ClusterInfo.Builder cluster = ClusterInfo.newBuilder();
        for (Node node : leadership.nodes()) {
            cluster.addMembers(MemberInfo.newBuilder()
                    .setIsAlive(node.isRunning())
                    .setState(
                            node == leadership.leader() ? MemberInfo.VNodeState.Leader : MemberInfo.VNodeState.Follower)
                    .setHttpEndPoint(
                            EndPoint.newBuilder().setAddress("127.0.0.1").setPort(node.port())));
        }
        caller.onNext(cluster.build());
        caller.onCompleted();
    }
}
