package io.wafleet.sandbox.site;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page on which a person uses the phones by hand. */
@RestController
class PhonesPageController {

    @GetMapping(
            path = {"/phones", "/phones/"},
            produces = MediaType.TEXT_HTML_VALUE)
    Resource phones() {
        return new ClassPathResource("static/phones/index.html");
    }
}
