package org.almagest.api.identity;

/** What somebody owns is for its owner alone; what is the service's own, all may read. */
final class OwnersAlone implements AccessPolicy {

  @Override
  public boolean may(Principal principal, Action action, Resource resource) {
    User owner = resource.owner();
    return owner == null ? action == Action.READ : owner.equals(principal.user());
  }
}
