"""`make bench`: every bench in turn."""

from bench import live, tables

if __name__ == "__main__":
    print(tables.machine())
    live.main()
