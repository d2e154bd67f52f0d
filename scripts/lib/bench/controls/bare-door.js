// The way to a bare control through a worker in front of it, as our requests go through a gateway.

export default {
  fetch(request, env) {
    return env.BEHIND.fetch(request);
  },
};
