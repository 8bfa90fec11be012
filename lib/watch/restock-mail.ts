import { ordersAddress, productAddress } from '../address'
import type { Mail } from '../mail/send-mail'
import type { Product } from '../product/product'

/** What a mail says of a product that is back. */
export function restockMail({ id, name }: Pick<Product, 'id' | 'name'>, site: URL): Omit<Mail, 'to'> {
  const at = (address: string) => new URL(address, site).href
  return {
    // A header is one line.
    subject: `${name.replace(/\s+/g, ' ')} is back in stock`,
    text: `You wanted to know: ${name} is back in stock.

${at(productAddress(id))}

None is set aside for you, so be quick if there were few.

This is the only mail about it. What you wait for is on My orders, where you can also stop waiting:

${at(ordersAddress())}
`,
  }
}
