package io.quarkiverse.daprinvoke.it.filters;

import jakarta.enterprise.context.RequestScoped;

/** For whom the current request is. */
@RequestScoped
public class Tenant {

    private String name = "nobody";

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
