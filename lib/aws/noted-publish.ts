import type { EventType } from '../events'
import type { Publish } from './bus'

type Published = { publishedType?: EventType; publishedId?: string | undefined }

/** `publish`, which can tell what it has published of an order last, for the line of the log that tells of its message. */
export function notedPublish(publish: Publish) {
  const published = new Map<string, Published>()
  const noting: Publish = async (type, detail) => {
    const publishedId = await publish(type, detail)
    published.set(detail.orderId, { publishedType: type, publishedId })
    return publishedId
  }
  return { publish: noting, publishedOf: (orderId: string) => published.get(orderId) ?? {} }
}
