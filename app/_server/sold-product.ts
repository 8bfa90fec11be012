import 'server-only'
import { ProductId } from '@/lib/ids'
import { findProduct } from '@/lib/product/store'

/** What no product can be called is not looked for. */
export const findSold = async (id: string) => (ProductId.safeParse(id).success ? findProduct(id) : undefined)

/** Pages are given the parts of their address as they stand there, in some cases decoded already. */
export function decoded(part: string) {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return part
  }
}
