"""`make bench`: every bench in turn."""

from bench import doubles, identifiers, imports, live, pages, reports, seating, tables

if __name__ == "__main__":
    print(tables.machine())
    seating.main()
    identifiers.main()
    pages.main()
    imports.main()
    doubles.main()
    reports.main()
    live.main()
