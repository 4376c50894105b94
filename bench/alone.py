"""`python bench/alone.py COMMAND …`: runs it, and says in a last line how long it took and how much memory at most.

The kernel counts to a new process the memory of the one that starts it. So who starts it here is small itself.
"""

import json
import os
import subprocess
import sys
from time import perf_counter

if __name__ == "__main__":
    begun = perf_counter()
    process = subprocess.Popen(sys.argv[1:])
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"seconds": perf_counter() - begun, "kilobytes": used.ru_maxrss}), flush=True)
    sys.exit(process.returncode)
