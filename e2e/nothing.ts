/**
 * What two answers of one address of nothing have in common: not the nonce, random names, and the order in which parts stream. What
 * is under /nadmi is written as under /admin.
 */
export function shapeOf(answer: string) {
  const text = answer.replaceAll('nadmi', 'admin')
  const markup = text
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/ nonce="[^"]*"/g, '')
    .replace(/"[BS]:\d+"/g, '""')
  return {
    parts: answer.startsWith('<') ? markup.split('<div hidden').toSorted() : [],
    chunks: [...new Set(text.match(/static\/chunks\/[\w.-]+/g))].toSorted(),
    named: text.match(/admin/g)?.length,
  }
}
