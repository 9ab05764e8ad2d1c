package org.geben.application.sample;

import java.util.random.RandomGenerator;

/** Draws indices in proportion to weights that change, each in logarithmic time (a Fenwick tree). */
final class WeightedDraw {

    private final double[] tree;
    private final double[] weights;

    WeightedDraw(int size) {
        this.tree = new double[size + 1];
        this.weights = new double[size];
    }

    void set(int index, double weight) {
        double change = weight - weights[index];
        weights[index] = weight;
        for (int i = index + 1; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    double total() {
        double sum = 0;
        for (int i = weights.length; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    /** An index with a positive weight, or -1 if there is none. */
    int draw(RandomGenerator random) {
        double rest = random.nextDouble() * total();
        int position = 0;
        for (int step = Integer.highestOneBit(weights.length); step > 0; step >>= 1) {
            int next = position + step;
            if (next < tree.length && tree[next] <= rest) {
                rest -= tree[next];
                position = next;
            }
        }
        return position < weights.length && weights[position] > 0 ? position : -1;
    }
}
