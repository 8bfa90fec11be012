import { Resource as Real } from 'sst'
import { linkRead } from './marks'

/** `Resource` of the sst package, which notes what is read of it. */
export const Resource = new Proxy(Real, {
  get(resource, name) {
    if (typeof name === 'string') linkRead(name)
    return Reflect.get(resource, name)
  },
})
