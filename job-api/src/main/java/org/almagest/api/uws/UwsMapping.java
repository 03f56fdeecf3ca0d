package org.almagest.api.uws;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Leads requests to the handlers of the mounts: for each mount there is one of each kind. */
final class UwsMapping extends RequestMappingHandlerMapping {
  private final List<MountedJobs> mounts;
  private String path = "";

  UwsMapping(List<MountedJobs> mounts) {
    this.mounts = List.copyOf(mounts);
    // Behind the mapping of controllers, which has 0.
    setOrder(1);
  }

  @Override
  protected void initHandlerMethods() {
    for (MountedJobs jobs : mounts) {
      path = jobs.mount().path();
      detectHandlerMethods(new JobHandler(jobs));
      detectHandlerMethods(new JobPartHandler(jobs));
      detectHandlerMethods(new ParameterHandler(jobs));
    }
  }

  @Override
  protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
    RequestMappingInfo inside = super.getMappingForMethod(method, handlerType);
    return inside == null
        ? null
        : RequestMappingInfo.paths(path).options(getBuilderConfiguration()).build().combine(inside);
  }
}
