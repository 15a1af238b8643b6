/**
 * Whole numbers one after the other, as many as come.
 * @param expected about how many
 */
export function growing(expected: number) {
  let numbers = new Uint32Array(Math.max(expected, 1024))
  let count = 0
  return {
    push(number: number): void {
      if (count === numbers.length) {
        const larger = new Uint32Array(2 * count)
        larger.set(numbers)
        numbers = larger
      }
      numbers[count] = number
      count += 1
    },
    done: () => numbers.subarray(0, count),
  }
}
