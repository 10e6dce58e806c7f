package io.quarkiverse.daprinvoke.it.values;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * The called application. It refers to none of the types, so that the application registers none.
 */
@Path("/called")
@Produces(MediaType.TEXT_PLAIN)
public class CalledResource {

    /** Answers with the body of the request, which has the same content type. */
    @POST
    @Path("/same")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    public Response same(@HeaderParam("content-type") String contentType, byte[] body) {
        return Response.ok(body).header("content-type", contentType).build();
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String form(@RestForm String user, @RestForm List<String> role) {
        return user + " " + role;
    }

    @POST
    @Path("/upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public String upload(@RestForm String title, @RestForm(FileUpload.ALL) List<FileUpload> files) throws IOException {
        StringBuilder read = new StringBuilder(title);
        for (FileUpload file : files) {
            read.append(", ").append(file.name()).append(' ').append(file.fileName()).append(' ').append(file.contentType())
                    .append(' ').append(Files.readString(file.uploadedFile()));
        }
        return read.toString();
    }
}
