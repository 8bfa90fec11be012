/** Which element of each array a field lies in: the array's number in the event, and the element's. */
export type Place = ReadonlyMap<number, number>
export type Field = { value: unknown; place: Place }

/**
 * An event as event-ruler sees it: its leaves by their dotted path, so that `{"a.b": 1}` and `{"a": {"b": 1}}` are one.
 * Arrays in arrays are leaves and objects of the outer one, which is told apart by the places.
 */
export function fieldsOf(event: unknown): ReadonlyMap<string, Field[]> {
  const fields = new Map<string, Field[]>()
  let arrays = 0

  function visit(value: unknown, path: string, place: Place) {
    if (Array.isArray(value)) {
      const array = arrays++
      value.forEach((element, index) => {
        const inside = typeof element === 'object' && element !== null && !Array.isArray(element)
        visit(element, path, inside || Array.isArray(element) ? new Map(place).set(array, index) : place)
      })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key, place)
    } else fields.set(path, [...(fields.get(path) ?? []), { value, place }])
  }
  visit(event, '', new Map())
  return fields
}

/** Both places in one, or undefined where they are different elements of one array. */
export function together(one: Place, other: Place): Place | undefined {
  for (const [array, index] of other) if ((one.get(array) ?? index) !== index) return undefined
  return new Map([...one, ...other])
}
