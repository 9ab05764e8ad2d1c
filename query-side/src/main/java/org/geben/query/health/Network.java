package org.geben.query.health;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Who gave to whom: directed edges between members, who have numbers from 0 on. An edge is kept as one number, since of ten
 * years there may be millions.
 */
final class Network {
    private static final int FIRST_ROOM = 1024;

    private long[] edges = new long[FIRST_ROOM];
    private int size;
    private boolean isInOrder = true;

    /** Adds an edge, unless it is there. */
    void add(int giver, int receiver) {
        if (size == edges.length) {
            putInOrder();
            if (size > edges.length / 2) {
                edges = Arrays.copyOf(edges, Math.max(edges.length, size + (size >> 1)));
            }
        }
        edges[size] = edge(giver, receiver);
        size++;
        isInOrder = false;
    }

    /** How many there are, directed ones. */
    int edges() {
        putInOrder();
        return size;
    }

    /** How many of them go back where another comes from. */
    int mutual() {
        int mutual = 0;
        for (int i = 0; i < edges(); i++) {
            if (Arrays.binarySearch(edges, 0, size, edge(receiver(edges[i]), giver(edges[i]))) >= 0) {
                mutual++;
            }
        }
        return mutual;
    }

    /** How many members have an edge. */
    int members() {
        BitSet members = new BitSet();
        for (int i = 0; i < edges(); i++) {
            members.set(giver(edges[i]));
            members.set(receiver(edges[i]));
        }
        return members.cardinality();
    }

    /** The parts between which there is no edge. */
    Components components() {
        Components.Finder finder = new Components.Finder();
        for (int i = 0; i < edges(); i++) {
            finder.join(giver(edges[i]), receiver(edges[i]));
        }
        return finder.found();
    }

    private void putInOrder() {
        if (isInOrder) {
            return;
        }
        Arrays.sort(edges, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || edges[kept - 1] != edges[i]) {
                edges[kept] = edges[i];
                kept++;
            }
        }
        size = kept;
        isInOrder = true;
    }

    private static long edge(int giver, int receiver) {
        return (long) giver << Integer.SIZE | receiver;
    }

    private static int giver(long edge) {
        return (int) (edge >>> Integer.SIZE);
    }

    private static int receiver(long edge) {
        return (int) edge;
    }
}
