/* What a part of the page does when one of its functions throws, at once or later: it fails as a whole. */

export const guarded =
  fail =>
  work =>
  async (...values) => {
    try {
      return await work(...values)
    } catch (fault) {
      console.warn(fault)
      return fail(fault)
    }
  }
