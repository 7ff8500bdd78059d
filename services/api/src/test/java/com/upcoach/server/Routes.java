package com.upcoach.server;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.upcoach.access.Access;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The routes of the code and of the contract in the same text form: `GET /v1/today OWN []`.
public final class Routes {

  private Routes() {}

  /// Every resource class.
  public static List<? extends Class<?>> resources() {
    return new ClassFileImporter()
        .importPath("target/classes").stream()
            .filter(element -> element.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .toList();
  }

  static Set<String> inCode(List<? extends Class<?>> resources) {
    return resources.stream()
        .flatMap(Routes::methods)
        .map(Routes::route)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> withoutAccess(List<? extends Class<?>> resources) {
    return resources.stream()
        .flatMap(Routes::methods)
        .filter(method -> method.getAnnotation(Access.class) == null)
        .map(Method::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> inContract(Contract contract) {
    return contract.operations().stream()
        .map(operation -> route(contract, operation))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Method> methods(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods()).filter(method -> !verb(method).isEmpty());
  }

  private static String verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(element -> element.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst()
        .orElse("");
  }

  private static String route(Method method) {
    String base = method.getDeclaringClass().getAnnotation(Path.class).value();
    Path more = method.getAnnotation(Path.class);
    Access access = method.getAnnotation(Access.class);
    return "%s %s %s %s"
        .formatted(
            verb(method),
            base + (more == null ? "" : more.value()),
            access == null ? "" : access.value(),
            Arrays.stream(method.getParameters())
                .map((Parameter element) -> element.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String route(Contract contract, Contract.Operation operation) {
    return "%s %s %s %s"
        .formatted(
            operation.method(),
            operation.path(),
            operation.access(),
            operation
                .node()
                .path("parameters")
                .valueStream()
                .map(contract::resolved)
                .filter(element -> element.get("in").textValue().equals("query"))
                .map(element -> element.get("name").textValue())
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
