import { transact } from '../aws/dynamo'
import { addStock, findProduct } from './store'

/**
 * Adds `pieces` to what is in stock, beside whatever is sold meanwhile. Once even where an answer is lost: the SDK sends a
 * transaction again under its token.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 *
 * @returns the product as it is then; undefined where there is none
 */
export async function restockProduct(id: string, pieces: number) {
  const refused = await transact([addStock(id, pieces)])
  return refused ? undefined : findProduct(id, { consistent: true })
}
