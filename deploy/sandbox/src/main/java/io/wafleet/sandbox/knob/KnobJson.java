package io.wafleet.sandbox.knob;

import jakarta.validation.Validator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Knobs as JSON, read strictly: a name or a value that is wrong is said in words. */
@Component
class KnobJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Validator validator;
    private final ObjectNode names;

    KnobJson(KnobSettings settings, Validator validator) {
        this.validator = validator;
        this.names = write(settings.knobs());
    }

    ObjectNode object(String json) {
        return mapper.readValue(json, ObjectNode.class);
    }

    ObjectNode write(Knobs knobs) {
        return mapper.valueToTree(knobs);
    }

    void checkNames(ObjectNode changes) {
        changes.propertyNames().stream()
                .filter(name -> !names.has(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new WrongKnob("There is no knob \"" + name + "\"");
                });
    }

    Knobs read(ObjectNode values) {
        Knobs knobs;
        try {
            knobs = mapper.treeToValue(values, Knobs.class);
        } catch (DatabindException e) {
            String where = e.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .collect(Collectors.joining("."));
            throw new WrongKnob("\"" + where + "\" is of the wrong type");
        }
        validator.validate(knobs).stream().findFirst().ifPresent(wrong -> {
            String property = wrong.getPropertyPath().iterator().next().getName();
            String name = property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            throw new WrongKnob("\"" + name + "\" " + wrong.getMessage());
        });
        return knobs;
    }
}
