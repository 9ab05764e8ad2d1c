package org.geben.application.http;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import org.geben.query.AsOf;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/** What the description of the API says beside what it reads from the controllers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDescription {
    private static final String REFUSAL = "Problem";
    private static final String TABLE = "text/csv";

    @Bean
    OpenAPI description() {
        return new OpenAPI().info(new Info().title("Geben").version("v1").description("""
                                Records what the members of a community contribute and how they appreciate one another, \
                                as immutable events, and folds these into feeds, leaderboards and health views.

                                - A command answers with the **position** of its last event in the log. Pass it to any \
                                read as `minPosition`, and the read waits until its view has come that far.
                                - A view answers as it was, too: `asOf` a moment, or `atPosition` of the log. While that \
                                past is still being folded, the answer is 202 and says how far it is; ask again. A \
                                private `generation`, ordered with `rules`, shows it under other rules of scoring. The \
                                history ends at such a past, too, and has no generations.
                                - A refusal is an RFC 9457 problem with a stable `code`; its `detail` says what to do, \
                                its `pointer` or `parameter` says where.
                                - Lists go on with the cursor `next`. Times are RFC 3339; windows name their zone.
                                """));
    }

    /** Records are named with what they are nested in: every query has a Result. */
    @Bean
    ModelResolver nestedNames(ObjectMapperProvider mapper) {
        return new ModelResolver(mapper.jsonMapper(), new TypeNameResolver() {
                    @Override
                    protected String getNameOfClass(Class<?> type) {
                        Class<?> outer = type.getEnclosingClass();
                        return outer == null
                                ? super.getNameOfClass(type)
                                : getNameOfClass(outer) + "." + super.getNameOfClass(type);
                    }
                })
                .openapi31(true);
    }

    @Bean
    OpenApiCustomizer describedRefusals() {
        return api -> {
            if (api.getComponents() == null) {
                api.setComponents(new Components());
            }
            ModelConverters.getInstance(true)
                    .readAll(Problem.class)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getComponents().addResponses(REFUSAL, refusal());
            if (api.getPaths() != null) {
                api.getPaths().values().stream()
                        .flatMap(path -> path.readOperations().stream())
                        .forEach(ApiDescription::canBeRefused);
            }
        };
    }

    /** Whatever is read from a view can be read as it was. */
    @Bean
    OperationCustomizer describedPast() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(AsOf.class)
                .replaceWithSchema(JsonNode.class, new JsonSchema().typesItem("object"));
        return (operation, handler) -> {
            if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(AsOf.class)) {
                operation
                        .addParametersItem(
                                query("asOf", "string", "date-time", "The moment as of which the view is asked for."))
                        .addParametersItem(
                                query("atPosition", "integer", "int64", "The position at which it is asked for."))
                        .addParametersItem(
                                query("minPosition", "integer", "int64", "The position that it must have reached."))
                        .addParametersItem(
                                query("generation", "integer", "int64", "The private generation that it is read in."));
                operation
                        .getResponses()
                        .addApiResponse(
                                "202", new ApiResponse().description("That past is being folded; look at Location."));
            }
            return operation;
        };
    }

    /** Who cannot say what they accept asks for a table by a parameter. */
    @Bean
    OperationCustomizer describedTables() {
        return (operation, handler) -> {
            RequestMapping mapping =
                    AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
            if (mapping != null && Arrays.asList(mapping.produces()).contains(TABLE)) {
                operation.addParametersItem(query("format", "string", null, "A table with csv; json otherwise."));
            }
            return operation;
        };
    }

    private static Parameter query(String name, String type, @Nullable String format, String description) {
        return new QueryParameter()
                .name(name)
                .description(description)
                .schema(new JsonSchema().typesItem(type).format(format));
    }

    private static ApiResponse refusal() {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + REFUSAL);
        return new ApiResponse()
                .description("A refusal")
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(problem)));
    }

    private static void canBeRefused(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation
                .getResponses()
                .addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref("#/components/responses/" + REFUSAL));
    }
}
