/** Whether two values of JSON say the same, in whatever order the fields of their objects stand: a database may change that order. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((each, at) => same(each, other[at]))
  const [left, right] = [fieldsOf(one), fieldsOf(other)]
  return left.size === right.size && [...left].every(([name, value]) => right.has(name) && same(value, right.get(name)))
}

/** JSON has no field without a value. */
const fieldsOf = (value: object) => new Map(Object.entries(value).filter(([, each]) => each !== undefined))
