"""`ricordo hook <client> <event>`: what a client calls at the moments of a session.

It must answer within a moment and must never stand in the client's way. So it loads little: neither numpy nor the
values nor the command line's libraries before they are needed.
"""
