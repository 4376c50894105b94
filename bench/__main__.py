"""`make bench`: every bench in turn."""

from bench import live, pages, reports, seating, tables

if __name__ == "__main__":
    print(tables.machine())
    seating.main()
    pages.main()
    reports.main()
    live.main()
