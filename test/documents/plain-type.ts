/** A type without names, intersections and `readonly`, so that only what it says is compared. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

/** The same with every text as wide as a text can be: the code says that there is one, the schema says which. */
export type Wide<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer Item)[]
      ? Wide<Item>[]
      : T extends object
        ? { -readonly [Key in keyof T]: Wide<T[Key]> }
        : T;
