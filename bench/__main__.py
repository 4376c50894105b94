"""`make bench`: every bench in turn."""

from bench import live, seating, tables

if __name__ == "__main__":
    print(tables.machine())
    seating.main()
    live.main()
