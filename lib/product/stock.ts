import { Resource } from 'sst'
import type { TransactItem } from '../aws/dynamo'

/** Takes `quantity` off the stock, or refuses the whole transaction and shows the row. */
export const takeStock = (id: string, quantity: number): TransactItem => ({
  Update: {
    TableName: Resource.ProductTable.name,
    Key: { id },
    UpdateExpression: 'SET availableStock = availableStock - :quantity',
    ConditionExpression: 'availableStock >= :quantity',
    ExpressionAttributeValues: { ':quantity': quantity },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})

/** Refused where there is no stock to add to: the product was deleted, or its row holds no number. */
export const giveStockBack = (id: string, quantity: number): TransactItem => ({
  Update: {
    TableName: Resource.ProductTable.name,
    Key: { id },
    UpdateExpression: 'SET availableStock = availableStock + :quantity',
    ConditionExpression: 'attribute_type(availableStock, :number)',
    ExpressionAttributeValues: { ':quantity': quantity, ':number': 'N' },
  },
})
