/** A line of the basket beside its product as it is now. Amounts in cents. */
export type CartLine = {
  productId: string
  name: string
  category: string
  image: string | undefined
  quantity: number
  available: number
  price: number
  /** The price that the shopper has agreed to, by adding the product or by accepting a change. */
  agreed: number
}

/** A cart as plain data, for the page and for the drawer. */
export type CartView = {
  checkoutId: string
  /** In whose formats the visitor reads amounts. */
  locale: string
  lines: CartLine[]
  /** The line that was taken out last, and where it stood. */
  removed?: { line: CartLine; position: number } | undefined
}

export type CartChange =
  | { kind: 'quantity' | 'remove'; productId: string; quantity: number }
  | { kind: 'put-back' | 'forget' | 'accept' }

export const hasChanged = (line: CartLine) => line.price !== line.agreed || line.available < line.quantity

/** How many pieces of a line can be bought. */
export const inStock = ({ quantity, available }: CartLine) => Math.min(quantity, available)

export const piecesNow = (lines: CartLine[]) => lines.reduce((pieces, line) => pieces + inStock(line), 0)

export const piecesAsked = (lines: CartLine[]) => lines.reduce((pieces, { quantity }) => pieces + quantity, 0)

/** The total of what can be had, at the prices of now: what the shopper accepts where something has changed. */
export const totalNow = (lines: CartLine[]) =>
  lines.reduce((total, line) => total + line.price * inStock(line), 0)

export const totalAgreed = (lines: CartLine[]) =>
  lines.reduce((total, { agreed, quantity }) => total + agreed * quantity, 0)

/** The cart as it will be once `change` is saved. Every change but a removal forgets what was removed before. */
export function changedCart(cart: CartView, change: CartChange): CartView {
  const { lines, removed } = cart
  const forgotten = { ...cart, removed: undefined }
  switch (change.kind) {
    case 'quantity':
      return { ...forgotten, lines: lines.map((line) => withQuantity(line, change)) }
    case 'remove': {
      const position = lines.findIndex(({ productId }) => productId === change.productId)
      const line = lines[position]
      return line ? { ...cart, lines: lines.toSpliced(position, 1), removed: { line, position } } : cart
    }
    case 'put-back':
      return removed ? { ...forgotten, lines: lines.toSpliced(removed.position, 0, removed.line) } : cart
    case 'forget':
      return forgotten
    case 'accept':
      return { ...forgotten, lines: lines.filter(inStock).map(accepted) }
  }
}

/** An increase above the stock will be refused. */
function withQuantity(line: CartLine, { productId, quantity }: Pick<CartLine, 'productId' | 'quantity'>) {
  const refused = quantity > line.available && quantity > line.quantity
  return line.productId === productId && !refused ? { ...line, quantity } : line
}

const accepted = (line: CartLine) => ({ ...line, agreed: line.price, quantity: inStock(line) })
