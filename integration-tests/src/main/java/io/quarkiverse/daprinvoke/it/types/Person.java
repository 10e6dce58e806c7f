package io.quarkiverse.daprinvoke.it.types;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Classes with setters, with public fields, and with what they inherit.
 */
public class Person extends Being {

    private List<Being> pets = new ArrayList<>();
    public Job job;

    public List<Being> getPets() {
        return pets;
    }

    public void setPets(List<Being> pets) {
        this.pets = pets;
    }

    @Override
    public String toString() {
        return super.toString() + " the " + job.title + " with " + pets;
    }

    public static class Job {

        final String title;

        Job(@JsonProperty("title") String title) {
            this.title = title;
        }

        public String getTitle() {
            return title;
        }
    }
}
